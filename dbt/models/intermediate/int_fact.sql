-- Every fact of every current report that this load touches, reported or summed, with its grade of
-- comparability. What still lacks are the warehouse's own flags, which follow from the facts (int_fact_flag).
with facts as (

    select
        report_key, agency_key, year, scope, form, metric, applicant,
        value, kind, unit, 'reported' as derivation, source, raw,
        locator, value_locator, quote, line, flags, corrected_from
    from {{ ref('int_reported_fact') }}

    union all

    select
        report_key, agency_key, year, scope, form, metric, applicant,
        value, kind, unit, 'summed' as derivation, source, raw,
        null as locator, null as value_locator, null as quote, null as line, flags, corrected_from
    from {{ ref('int_summed_fact') }}
    semi join {{ ref('int_touched_report') }} using (report_key)
    where is_taken

)

select
    facts.*,
    c.comparability
from facts
left join {{ source('staging', 'comparability') }} as c
    on
        facts.form = c.form
        and facts.metric = c.metric
        and (facts.applicant <> 'total') = c.breakdown
