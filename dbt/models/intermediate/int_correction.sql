-- What became of each correction. It is applied only where the source still says what the
-- correction expects, in a report that counts; everything else but a report that does not count
-- stops the load at the gate of the marts.
{{ config(materialized='table') }}

with target as (

    select c.line, r.report_key, r.is_current
    from {{ source('staging', 'correction') }} as c
    inner join {{ ref('int_current_report') }} as r on c.report_key = r.report_key

    union all

    select c.line, r.report_key, r.is_current
    from {{ source('staging', 'correction') }} as c
    inner join {{ ref('int_current_report') }} as r
        on
            c.agency_key = r.agency_key and c.year = r.year
            and coalesce(c.scope, r.scope) = r.scope and r.is_current

),

taken as (

    select
        o.report_key, o.metric, o.applicant, o.value, o.kind, o.unit, o.raw, o.locator, o.quote
    from {{ source('staging', 'observation') }} as o
    semi join {{ source('staging', 'correction') }} as c
        on o.metric = c.metric and o.applicant = c.applicant
    anti join {{ ref('int_other_observation') }} as other
        on o.observation_key = other.observation_key

),

found as (

    select
        c.*,
        target.report_key as target_key,
        target.is_current,
        taken.value as found_value,
        taken.kind as found_kind,
        taken.unit,
        taken.raw,
        taken.locator,
        taken.quote,
        count(*) over (partition by c.line) as reports_found,
        count(*) over (partition by target.report_key, c.metric, c.applicant) as lines_found
    from {{ source('staging', 'correction') }} as c
    left join target using (line)
    left join taken
        on
            target.report_key = taken.report_key
            and c.metric = taken.metric
            and c.applicant = taken.applicant

)

select
    file,
    line,
    target_key as report_key,
    metric,
    applicant,
    expected,
    found_value,
    corrected,
    case
        when target_key is null then 'no_such_report'
        when reports_found > 1 then 'several_reports'
        when found_kind is null then 'no_such_figure'
        when lines_found > 1 then 'corrected_twice'
        when expected is distinct from found_value then 'does_not_fit'
        when not is_current then 'not_current'
        else 'applied'
    end as status,
    reason,
    who,
    corrected_on,
    unit,
    raw,
    locator,
    quote,
    coalesce(report_key, agency_key || ', ' || year || coalesce(', ' || scope, '')) as corrects
from found
