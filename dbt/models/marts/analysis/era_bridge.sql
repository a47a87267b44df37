-- The era is the form's, not the year's: a report of 2019 in the form of 2014 counts by old rules.
with comparable as (

    select *
    from {{ ref('metric_by_agency_year') }}
    where value is not null and comparability <> 'reported'

),

last_before as (

    select *
    from comparable
    where era = '2008'
    qualify row_number() over (
        partition by agency_key, scope, metric_key order by year_key desc
    ) = 1

),

first_after as (

    select *
    from comparable
    where era = '2019'
    qualify row_number() over (
        partition by agency_key, scope, metric_key order by year_key
    ) = 1

)

select
    b.agency_key,
    b.agency_name,
    b.province,
    b.scope,
    b.metric_key,
    b.metric_name_zh,
    b.metric_name_en,
    b.unit,
    b.year_key as year_before,
    b.value as value_before,
    a.year_key as year_after,
    a.value as value_after,
    a.value - b.value as change,
    {{ weaker_comparability('b.comparability', 'a.comparability') }} as comparability,
    b.comparability_note,
    b.flags as flags_before,
    a.flags as flags_after,
    b.report_key as report_key_before,
    a.report_key as report_key_after
from last_before as b
inner join first_after as a
    on b.agency_key = a.agency_key and b.scope = a.scope and b.metric_key = a.metric_key
order by b.agency_key, b.scope, b.metric_key
