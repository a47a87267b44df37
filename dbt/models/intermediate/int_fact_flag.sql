-- The reservations that only the warehouse can see: a fact that contradicts another place of its
-- report, or that takes part in an identity which the report breaks. Where the operand is a sum,
-- its parts take part as well. And every figure of a report that shares its figures with the body's
-- report for another year, or its text or figures with another body's; equal zeros prove nothing.
{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

with failed as (

    select
        o.fact_report_key as report_key,
        o.metric,
        o.applicant,
        case i.strength
            when 'definition' then 'fails_definition' else 'fails_plausibility'
        end as flag
    from {{ ref('int_identity_operand') }} as o
    semi join (
        select * from {{ ref('int_identity_check') }} where status = 'fail'
    ) as c
        on o.report_key = c.report_key and o.identity = c.identity and o.instance = c.instance
    inner join {{ source('staging', 'identity') }} as i on o.identity = i.identity
    where o.value is not null

),

duplicate as (

    select report_key, kind from {{ ref('int_duplicate') }}

    union all

    select other_report_key as report_key, kind from {{ ref('int_duplicate') }}

),

duplicate_flag as (

    select distinct
        report_key,
        case kind when 'reused_figures' then 'reused_figures' else 'cloned_text' end as flag
    from duplicate
    where kind in ('reused_figures', 'clone')

),

flagged as (

    select * from failed

    union all

    select f.report_key, f.metric, f.applicant, d.flag
    from {{ ref('int_fact') }} as f
    inner join duplicate_flag as d on f.report_key = d.report_key
    where f.value <> 0

    union all

    select failed.report_key, p.part as metric, failed.applicant, failed.flag
    from failed
    inner join {{ ref('int_summed_fact') }} as s
        on
            failed.report_key = s.report_key
            and failed.metric = s.metric
            and failed.applicant = s.applicant
            and s.is_taken
    inner join {{ source('staging', 'derived_part') }} as p
        on s.metric = p.metric and s.form = p.form

    union all

    select report_key, metric, applicant, 'conflict' as flag
    from {{ ref('int_conflict') }}
    where other_value is not null

)

select report_key, metric, applicant, string_agg(distinct flag, ' ' order by flag) as flags
from flagged
group by report_key, metric, applicant
