{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    o.report_key,
    o.metric as metric_key,
    o.applicant as applicant_key,
    o.ordinal as other_position,
    o.taken_value,
    o.taken_source,
    o.other_source,
    o.other_raw,
    o.other_locator,
    o.other_quote
from {{ ref('int_other_observation') }} as o
semi join {{ ref('int_current_report') }} as r
    on o.report_key = r.report_key and r.is_current
semi join {{ ref('int_touched_report') }} as t on o.report_key = t.report_key
where o.reason is null
order by o.report_key, o.metric, o.applicant, o.ordinal
