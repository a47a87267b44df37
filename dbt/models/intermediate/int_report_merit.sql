-- How each report does by each rule of choice, less is better. Only reports that have a rival:
-- another one of the same agency, year and scope. A rule that is no row of report_choice is off.
{{ config(materialized='table') }}

with rival as (

    select
        report_key, agency_key, year, scope, form, published_on, issued_on, signed_by,
        correction_note
    from {{ source('staging', 'report') }}
    qualify count(*) over (partition by agency_key, year, scope) > 1

),

cells_read as (

    select o.report_key, count(*) as table_cells_read
    from {{ source('staging', 'observation') }} as o
    semi join rival on o.report_key = rival.report_key
    where o.source = 'table' and o.metric is not null and o.value is not null
    group by o.report_key

),

-- A copy is a report that another one with the same text or figures was posted before.
copy as (

    select distinct case when one.published_on < other.published_on
        then d.other_report_key else d.report_key
    end as report_key
    from {{ ref('int_duplicate') }} as d
    inner join rival as one on d.report_key = one.report_key
    inner join rival as other
        on
            d.other_report_key = other.report_key
            and one.agency_key = other.agency_key and one.scope = other.scope
    where d.kind = 'repost' and one.published_on <> other.published_on

),

of_no_single_year as (

    select
        report_key,
        bool_or(code = 'part_of_a_year') as is_of_a_part,
        bool_or(code = 'several_years') as is_of_several
    from {{ source('staging', 'issue') }}
    where code in ('part_of_a_year', 'several_years')
    group by report_key

),

measured as (

    select
        rival.*,
        coalesce(of_no_single_year.is_of_a_part, false) as is_of_a_part,
        coalesce(of_no_single_year.is_of_several, false) as is_of_several,
        coalesce(cells_read.table_cells_read, 0) as table_cells_read,
        max(coalesce(cells_read.table_cells_read, 0)) over (
            partition by rival.agency_key, rival.year, rival.scope
        ) as most_cells,
        copy.report_key is not null as is_copy,
        coalesce(rival.published_on, rival.issued_on) as dated_on
    from rival
    left join cells_read using (report_key)
    left join copy using (report_key)
    left join of_no_single_year using (report_key)

),

merit as (

    unpivot (
        select
            report_key,
            is_of_a_part::bigint as whole_year,
            is_of_several::bigint as single_year,
            (correction_note is null or 2 * table_cells_read < most_cells)::bigint
                as corrected_version,
            (form not in (select form from {{ source('staging', 'form_cell') }}))::bigint
                as national_table,
            -table_cells_read::bigint as table_cells,
            is_copy::bigint as original,
            (signed_by is not null)::bigint as own_signature,
            coalesce(-datediff('day', date '1900-01-01', dated_on), 0)::bigint as latest
        from measured
    )
    on columns(* exclude (report_key))
    into name rule value demerit

)

select merit.report_key, choice.position, merit.rule, choice.reason, merit.demerit
from merit
inner join {{ ref('report_choice') }} as choice using (rule)
