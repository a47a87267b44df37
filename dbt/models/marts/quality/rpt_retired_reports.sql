-- Only what follows from the files and their history; when it happened stands in staging.load_file.
select
    retired.report_key,
    retired.agency_key,
    retired.agency_name,
    retired.year as year_key,
    retired.form,
    retired.scope,
    retired.title,
    retired.path,
    retired.sha256,
    retired.reason,
    replaced.report_key as replaced_by,
    coalesce(figures.figures, 0) as figures
from {{ source('staging', 'retired_report') }} as retired
left join {{ source('staging', 'report') }} as replaced on retired.path = replaced.path
left join (
    select report_key, count(value) as figures
    from {{ source('staging', 'retired_observation') }}
    group by report_key
) as figures on retired.report_key = figures.report_key
order by retired.report_key
