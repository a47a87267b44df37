{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    f.agency_key,
    f.year as year_key,
    f.metric as metric_key,
    f.applicant as applicant_key,
    f.scope,
    f.report_key,
    f.value,
    f.derivation,
    f.comparability,
    f.source,
    f.raw as raw_text,
    f.locator,
    f.quote,
    f.kind,
    f.unit,
    concat_ws(' ', nullif(f.flags, ''), w.flags) as flags,
    f.value_locator,
    f.line,
    f.corrected_from
from {{ ref('int_fact') }} as f
left join {{ ref('int_fact_flag') }} as w
    on f.report_key = w.report_key and f.metric = w.metric and f.applicant = w.applicant
order by f.agency_key, f.year, f.scope, f.metric, f.applicant
