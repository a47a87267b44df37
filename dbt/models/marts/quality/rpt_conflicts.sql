{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    report_key,
    metric as metric_key,
    applicant as applicant_key,
    ordinal as other_position,
    taken_value,
    taken_kind,
    taken_source,
    taken_raw,
    taken_locator,
    taken_quote,
    other_value,
    other_kind,
    other_source,
    other_raw,
    other_locator,
    other_quote,
    reason
from {{ ref('int_conflict') }}
order by report_key, metric, applicant, ordinal
