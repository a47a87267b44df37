-- Metrics that a form does not print but that its cells add up to (staging.derived_part), for
-- every applicant. One part without a figure leaves the sum without one. `is_taken` is false
-- where the report states the metric itself; then the sum only serves as a check.
{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

with part_fact as (

    select
        f.report_key,
        f.agency_key,
        f.year,
        f.scope,
        f.form,
        p.metric,
        f.metric as part,
        f.applicant,
        f.value,
        f.source,
        f.flags,
        f.corrected_from,
        list_contains(string_split(f.flags, ' '), 'corrected') as is_corrected
    from {{ ref('int_reported_fact') }} as f
    inner join {{ source('staging', 'derived_part') }} as p
        on f.form = p.form and f.metric = p.part

),

wanted as (

    select distinct report_key, agency_key, year, scope, form, metric, applicant
    from part_fact

),

summed as (

    select
        w.report_key,
        w.agency_key,
        w.year,
        w.scope,
        w.form,
        w.metric,
        w.applicant,
        count(*) as parts,
        count(f.value) as parts_with_value,
        sum(f.value) as sum_of_values,
        -- What the parts add up to as they are printed.
        bool_or(f.is_corrected) as is_corrected,
        count(case when f.is_corrected then f.corrected_from else f.value end) as parts_printed,
        sum(case when f.is_corrected then f.corrected_from else f.value end) as sum_of_printed,
        bool_and(f.source = 'table') as all_from_table,
        string_agg(
            coalesce({{ plain_number('f.value') }}, '?'), ' + ' order by p.position
        ) as raw,
        list(f.flags) filter (where f.flags <> '') as part_flags
    from wanted as w
    inner join {{ source('staging', 'derived_part') }} as p
        on w.metric = p.metric and w.form = p.form
    left join part_fact as f
        on
            w.report_key = f.report_key
            and w.metric = f.metric
            and w.applicant = f.applicant
            and p.part = f.part
    group by all

),

-- Only the metrics that can be sums; a handful of the reported facts.
reported as (

    select f.report_key, f.metric, f.applicant
    from {{ ref('int_reported_fact') }} as f
    semi join {{ source('staging', 'derived_part') }} as p
        on f.metric = p.metric and f.form = p.form

)

select
    s.report_key,
    s.agency_key,
    s.year,
    s.scope,
    s.form,
    s.metric,
    s.applicant,
    case when s.parts = s.parts_with_value
        then cast(s.sum_of_values as decimal(18, 6))
    end as value,
    case when s.parts = s.parts_with_value then 'number' else 'blank' end as kind,
    m.unit,
    case when s.all_from_table then 'table' else 'prose' end as source,
    s.raw,
    array_to_string(
        list_sort(list_distinct(
            string_split(array_to_string(coalesce(s.part_flags, []), ' '), ' ')
            || case when s.parts > s.parts_with_value then ['incomplete_parts'] else [] end
        )),
        ' '
    ).trim() as flags,
    case when s.is_corrected and s.parts = s.parts_printed
        then cast(s.sum_of_printed as decimal(18, 6))
    end as corrected_from,
    reported.report_key is null as is_taken
from summed as s
inner join {{ source('staging', 'metric') }} as m using (metric)
left join reported
    on
        s.report_key = reported.report_key
        and s.metric = reported.metric
        and s.applicant = reported.applicant
