-- Where one report gives a figure in several places, one observation is taken: a table's before
-- the prose's, then the first in the report. Here are the others, beside the one that was taken.
-- Only the few repeated figures are ranked; a window over all observations would sort them all.
{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

with repeated as (

    select report_key, metric, applicant
    from {{ ref('int_touched_observation') }}
    where metric is not null
    group by report_key, metric, applicant
    having count(*) > 1

),

ranked as (

    select
        o.*,
        row_number() over (
            partition by o.report_key, o.metric, o.applicant
            order by case o.source when 'table' then 0 else 1 end, o.ordinal
        ) as place
    from {{ ref('int_touched_observation') }} as o
    semi join repeated as r
        on o.report_key = r.report_key and o.metric = r.metric and o.applicant = r.applicant

),

paired as (

    select
        other.report_key,
        other.metric,
        other.applicant,
        other.observation_key,
        other.ordinal,
        taken.value as taken_value,
        taken.kind as taken_kind,
        taken.source as taken_source,
        taken.raw as taken_raw,
        taken.locator as taken_locator,
        taken.quote as taken_quote,
        other.value as other_value,
        other.kind as other_kind,
        other.source as other_source,
        other.raw as other_raw,
        other.locator as other_locator,
        other.quote as other_quote
    from ranked as other
    inner join ranked as taken
        on
            other.report_key = taken.report_key
            and other.metric = taken.metric
            and other.applicant = taken.applicant
            and taken.place = 1
    where other.place > 1

)

select
    *,
    case
        -- Two equal figures agree, however they are worded; two missing ones if they miss alike.
        when taken_value = other_value then null
        when
            taken_value is null and other_value is null and taken_kind = other_kind
            and (taken_kind in ('blank', 'not_applicable') or taken_raw = other_raw)
            then null
        when taken_source = 'table' and other_source = 'table' then 'repeated_cell'
        when taken_source = 'prose' then 'repeated_prose'
        when taken_value is null then 'figure_only_in_prose'
        else 'table_over_prose'
    end as reason
from paired
