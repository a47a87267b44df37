-- The one place that decides which of several reports of an agency, year and scope is current:
-- the one with the most table cells read, then the one dated last, then the first by checksum
-- (arbitrary, but the same in every run).
{{ config(materialized='table') }}

with cells_read as (

    select report_key, count(*) as table_cells_read
    from {{ source('staging', 'observation') }}
    where source = 'table' and metric is not null and value is not null
    group by report_key

),

dated as (

    select
        r.report_key,
        r.agency_key,
        r.year,
        r.scope,
        r.form,
        r.sha256,
        coalesce(c.table_cells_read, 0) as table_cells_read,
        coalesce(r.published_on, r.issued_on) as dated_on
    from {{ source('staging', 'report') }} as r
    left join cells_read as c using (report_key)

),

chosen as (

    select
        *,
        first_value(report_key) over choice as current_report_key,
        first_value(table_cells_read) over choice as current_cells_read,
        first_value(dated_on) over choice as current_dated_on
    from dated
    window choice as (
        partition by agency_key, year, scope
        order by table_cells_read desc, dated_on desc nulls last, sha256, report_key
    )

)

select
    report_key,
    agency_key,
    year,
    scope,
    form,
    table_cells_read,
    dated_on,
    report_key = current_report_key as is_current,
    current_report_key,
    case
        when report_key = current_report_key then null
        when table_cells_read < current_cells_read then 'fewer_table_cells'
        when dated_on is distinct from current_dated_on then 'earlier_date'
        else 'order_of_files'
    end as not_current_reason
from chosen
