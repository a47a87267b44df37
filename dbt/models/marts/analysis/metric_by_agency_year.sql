{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    f.agency_key,
    a.name as agency_name,
    a.level as agency_level,
    a.kind as agency_kind,
    a.province,
    a.prefecture,
    a.county,
    f.year_key,
    form.era,
    r.form,
    f.scope,
    f.metric_key,
    m.name_zh as metric_name_zh,
    m.name_en as metric_name_en,
    m.topic,
    f.value,
    f.unit,
    f.kind,
    f.derivation,
    f.comparability,
    m.comparability_note,
    f.source,
    f.flags,
    f.report_key
from {{ ref('fact_metric') }} as f
semi join {{ ref('int_touched_report') }} as t on f.report_key = t.report_key
inner join {{ ref('dim_agency') }} as a on f.agency_key = a.agency_key
inner join {{ ref('dim_metric') }} as m on f.metric_key = m.metric_key
inner join {{ ref('dim_report') }} as r on f.report_key = r.report_key
inner join {{ ref('reporting_forms') }} as form on r.form = form.form
where f.applicant_key = 'total'
order by f.agency_key, f.year_key, f.scope, f.metric_key
