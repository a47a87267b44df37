-- Which fact is which operand of which check. A check is one identity on one report (on one
-- applicant of it, on one metric of it); report_key is the report that the check belongs to,
-- fact_report_key the one that states the operand. They differ only between years. Of the reports
-- that this load touches: the neighbours of one are of the same body, so they are among them.
with fact as (

    select report_key, form, metric, applicant, value
    from {{ ref('int_fact') }}

),

-- Identities between years need a current report of the same agency and scope in every year that
-- they name, in one of the identity's forms.
year_offset as (

    select identity, year_offset, count(*) over (partition by identity) as years_needed
    from {{ ref('int_identity_term') }}
    where per = 'years'
    group by identity, year_offset

),

neighbour as (

    select
        o.identity,
        o.year_offset,
        here.report_key,
        there.report_key as fact_report_key,
        o.years_needed,
        count(*) over (partition by o.identity, here.report_key) as years_loaded
    from year_offset as o
    inner join {{ source('staging', 'identity_form') }} as f on o.identity = f.identity
    inner join {{ ref('int_current_report') }} as here on f.form = here.form and here.is_current
    inner join {{ ref('int_current_report') }} as there
        on
            here.agency_key = there.agency_key
            and here.scope = there.scope
            and there.year = here.year + o.year_offset
            and there.is_current
    semi join {{ ref('int_touched_report') }} as t on here.report_key = t.report_key
    semi join {{ source('staging', 'identity_form') }} as g
        on o.identity = g.identity and there.form = g.form

)

select
    t.identity,
    fact.report_key,
    case t.per when 'applicant' then fact.applicant else 'report' end as instance,
    t.term,
    t.side,
    t.sign,
    fact.value,
    fact.report_key as fact_report_key,
    fact.metric,
    fact.applicant
from fact
inner join {{ ref('int_identity_term') }} as t on fact.metric = t.operand
inner join {{ source('staging', 'identity_form') }} as f
    on t.identity = f.identity and fact.form = f.form
where t.per = 'applicant' or (t.per = 'report' and fact.applicant = 'total')

union all

select
    t.identity,
    fact.report_key,
    fact.metric as instance,
    t.term,
    t.side,
    t.sign,
    fact.value,
    fact.report_key as fact_report_key,
    fact.metric,
    fact.applicant
from fact
inner join {{ ref('int_identity_term') }} as t on fact.applicant = t.operand
inner join {{ source('staging', 'identity_form') }} as f
    on t.identity = f.identity and fact.form = f.form
-- Only rows that the form prints with a figure for each applicant.
semi join {{ source('staging', 'form_cell') }} as c
    on fact.form = c.form and fact.metric = c.metric and c.figures > 1
where t.per = 'metric'

union all

select
    t.identity,
    n.report_key,
    fact.applicant as instance,
    t.term,
    t.side,
    t.sign,
    fact.value,
    n.fact_report_key,
    fact.metric,
    fact.applicant
from neighbour as n
inner join {{ ref('int_identity_term') }} as t
    on n.identity = t.identity and n.year_offset = t.year_offset and t.per = 'years'
inner join fact on n.fact_report_key = fact.report_key and t.operand = fact.metric
where n.years_loaded = n.years_needed
