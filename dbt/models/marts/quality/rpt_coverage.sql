{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

with expected as (

    select form, sum(figures) as cells_expected
    from {{ source('staging', 'form_cell') }}
    where metric is not null
    group by form

),

-- Each cell of the form once, however often the report prints it.
observed as (

    select
        o.report_key,
        count(*) filter (where cell_read and o.kind in ('number', 'zero_stated')) as cells_printed,
        count(*) filter (where cell_read and o.kind = 'blank') as cells_blank,
        count(*) filter (where cell_read and o.kind = 'not_applicable') as cells_not_applicable,
        count(*) filter (where cell_read and o.kind in ('text', 'unreadable')) as cells_unreadable,
        count(*) filter (where o.source = 'prose' and o.metric is not null) as prose_figures,
        count(*) filter (where o.metric is null) as local_rows
    from (
        select
            o.*,
            o.source = 'table' and o.metric is not null
            and other.observation_key is null as cell_read
        from {{ ref('int_touched_observation') }} as o
        left join {{ ref('int_other_observation') }} as other using (observation_key)
    ) as o
    group by o.report_key

),

issue as (

    select report_key, count(*) as issues
    from {{ source('staging', 'issue') }}
    semi join {{ ref('int_touched_report') }} using (report_key)
    group by report_key

)

select
    r.report_key,
    r.form,
    cast(coalesce(expected.cells_expected, 0) as bigint) as cells_expected,
    coalesce(observed.cells_printed, 0) as cells_printed,
    coalesce(observed.cells_blank, 0) as cells_blank,
    coalesce(observed.cells_not_applicable, 0) as cells_not_applicable,
    coalesce(observed.cells_unreadable, 0) as cells_unreadable,
    cast(
        coalesce(expected.cells_expected, 0)
        - coalesce(observed.cells_printed, 0)
        - coalesce(observed.cells_blank, 0)
        - coalesce(observed.cells_not_applicable, 0)
        - coalesce(observed.cells_unreadable, 0) as bigint
    ) as cells_missing,
    coalesce(observed.prose_figures, 0) as prose_figures,
    coalesce(observed.local_rows, 0) as local_rows,
    coalesce(issue.issues, 0) as issues
from {{ source('staging', 'report') }} as r
semi join {{ ref('int_touched_report') }} as t on r.report_key = t.report_key
left join expected on r.form = expected.form
left join observed on r.report_key = observed.report_key
left join issue on r.report_key = issue.report_key
order by r.report_key
