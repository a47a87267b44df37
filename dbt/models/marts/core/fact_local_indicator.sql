{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    o.report_key,
    r.agency_key,
    r.year as year_key,
    r.scope,
    o.ordinal as position,
    o.section,
    o.label,
    o.unit,
    o.value,
    o.kind,
    o.raw as raw_text,
    o.locator,
    o.value_locator,
    o.quote,
    o.line,
    o.flags
from {{ ref('int_touched_observation') }} as o
inner join {{ ref('int_current_report') }} as r
    on o.report_key = r.report_key and r.is_current
where o.metric is null
order by r.agency_key, r.year, r.scope, o.ordinal
