-- What the figures of each body follow from, beside the catalogue: which load read each of its
-- reports, whether that report counts, what it is a copy of, what was corrected in it, and what is
-- known of the body. Two equal states give equal rows in every incremental model.
{{ config(materialized='table') }}

with copied as (

    select report_key, kind from {{ ref('int_duplicate') }}

    union all

    select other_report_key as report_key, kind from {{ ref('int_duplicate') }}

),

copy as (

    select report_key, string_agg(distinct kind, ' ' order by kind) as kinds
    from copied
    group by report_key

),

-- Every line that names the report, or its body and year; whether it applies follows from these
-- lines and from the body's reports.
wish as (

    select
        report_key,
        agency_key,
        year,
        concat_ws('|', metric, applicant, scope, 'read', expected, 'meant', corrected) as wish
    from {{ source('staging', 'correction') }}

),

correction as (

    select report_key, string_agg(wish, chr(10) order by wish) as wishes
    from (
        select report_key, wish from wish where report_key is not null

        union all

        select r.report_key, wish.wish
        from wish
        inner join {{ ref('int_current_report') }} as r
            on wish.agency_key = r.agency_key and wish.year = r.year
    )
    group by report_key

)

select
    r.agency_key,
    r.report_key,
    concat_ws(
        chr(10), s.load_id, case when r.is_current then 'counts' else 'does not count' end,
        copy.kinds, correction.wishes
    ) as state
from {{ ref('int_current_report') }} as r
inner join {{ source('staging', 'report') }} as s on r.report_key = s.report_key
left join copy on r.report_key = copy.report_key
left join correction on r.report_key = correction.report_key

union all

select
    a.agency_key,
    '' as report_key,
    cast(a as varchar) as state
from {{ ref('int_agency') }} as a
semi join {{ ref('int_current_report') }} as r on a.agency_key = r.agency_key
