-- The one place that decides which of several reports counts. Among the reports of one agency, year
-- and scope the rules of report_choice decide, in their order; what they do not tell apart is taken
-- by checksum (arbitrary, but the same in every run). Then a copy without a stated scope, or of a
-- general office, gives way to the same report of the body itself, and where only one of two versions
-- states its scope, the original to the corrected one: one report, one fact.
{{ config(materialized='table') }}

with report as (

    select
        r.report_key, r.agency_key, a.speaks_for_key, r.year, r.scope, r.form, r.sha256,
        r.correction_note is not null as corrects
    from {{ source('staging', 'report') }} as r
    inner join {{ ref('int_agency') }} as a on r.agency_key = a.agency_key

),

merit as (

    select
        report_key,
        list(demerit order by position) as demerits,
        list(reason order by position) as reasons
    from {{ ref('int_report_merit') }}
    group by report_key

),

chosen as (

    select
        report.*,
        merit.demerits,
        merit.reasons,
        first_value(report.report_key) over choice as chosen_key,
        first_value(merit.demerits) over choice as chosen_demerits
    from report
    left join merit using (report_key)
    window choice as (
        partition by report.agency_key, report.year, report.scope
        order by merit.demerits, report.sha256, report.report_key
    )

),

-- The same report under two scopes, or for an office and for its government.
same_report as (

    select report_key as weaker, other_report_key as stronger, kind
    from {{ ref('int_duplicate') }}
    where kind in ('repost', 'corrected_version')

    union all

    select other_report_key as weaker, report_key as stronger, kind
    from {{ ref('int_duplicate') }}
    where kind in ('repost', 'corrected_version')

),

gives_way as (

    select
        weaker.report_key,
        min(stronger.report_key) as current_report_key,
        case
            when bool_or(same_report.kind = 'corrected_version') then 'corrected_since'
            when bool_or(weaker.agency_key <> weaker.speaks_for_key) then 'office_version'
            else 'repost'
        end as reason
    from same_report
    inner join chosen as weaker
        on same_report.weaker = weaker.report_key and weaker.report_key = weaker.chosen_key
    inner join chosen as stronger
        on same_report.stronger = stronger.report_key and stronger.report_key = stronger.chosen_key
    where
        case same_report.kind
            when 'repost'
                then
                    stronger.agency_key = stronger.speaks_for_key and stronger.scope <> 'unknown'
                    and (weaker.agency_key <> weaker.speaks_for_key or weaker.scope = 'unknown')
            else
                stronger.corrects and not weaker.corrects
                and stronger.agency_key = weaker.agency_key and stronger.scope <> weaker.scope
                and 'unknown' in (stronger.scope, weaker.scope)
        end
    group by weaker.report_key

)

select
    chosen.report_key,
    chosen.agency_key,
    chosen.year,
    chosen.scope,
    chosen.form,
    chosen.report_key = chosen.chosen_key and gives_way.report_key is null as is_current,
    coalesce(further.current_report_key, gives_way.current_report_key, chosen.chosen_key)
        as current_report_key,
    case
        when chosen.report_key = chosen.chosen_key then gives_way.reason
        else coalesce(
            chosen.reasons[list_position(
                list_transform(
                    list_zip(chosen.demerits, chosen.chosen_demerits),
                    lambda measured: measured[1] <> measured[2]
                ), true
            )],
            'order_of_files'
        )
    end as not_current_reason
from chosen
left join gives_way on chosen.chosen_key = gives_way.report_key
left join gives_way as further on gives_way.current_report_key = further.report_key
