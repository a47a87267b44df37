-- Pairs of reports with the same text or the same figures, and pairs of one body and year of which
-- one says that it corrects the other. Only reports that share a bucket are compared, and in a
-- bucket each only with the few next to it, so that the work grows with the reports and not with
-- their square: buckets are the figures' fingerprint, four bands of the text's, the body's year.
{{ config(materialized='table') }}

{%- set parts = 16 %}
{%- set bands = 4 %}
{%- set digits = 8 %}
{%- set band_digits = parts // bands * digits %}

with report as (

    select
        r.report_key,
        r.agency_key,
        a.speaks_for_key,
        r.year,
        r.scope,
        r.text_fingerprint,
        r.figures_fingerprint,
        r.correction_note is not null as corrects
    from {{ source('staging', 'report') }} as r
    inner join {{ ref('int_agency') }} as a on r.agency_key = a.agency_key

),

bucket as (

    select report_key, 'figures ' || figures_fingerprint as bucket, text_fingerprint
    from report
    where figures_fingerprint is not null

    {% for band in range(bands) -%}
    union all

    select
        report_key,
        'text {{ band }} '
        || substr(text_fingerprint, {{ band * band_digits + 1 }}, {{ band_digits }}) as bucket,
        text_fingerprint
    from report
    where text_fingerprint is not null

    {% endfor -%}
    union all

    select report_key, 'year ' || speaks_for_key || ' ' || year as bucket, text_fingerprint
    from report

),

-- Alike texts lie side by side in the order of their fingerprints.
placed as (

    select
        *,
        row_number() over (partition by bucket order by text_fingerprint, report_key) as place
    from bucket
    semi join (select bucket from bucket group by bucket having count(*) > 1) using (bucket)

),

pair as (

    select distinct
        least(one.report_key, other.report_key) as report_key,
        greatest(one.report_key, other.report_key) as other_report_key
    from placed as one
    inner join placed as other
        on
            one.bucket = other.bucket
            and other.place between one.place + 1 and one.place + {{ var('duplicates_compared') }}

),

compared as (

    select
        pair.report_key,
        pair.other_report_key,
        one.speaks_for_key = other.speaks_for_key as same_body,
        one.agency_key = other.agency_key and one.scope = other.scope as same_agency_and_scope,
        one.year = other.year as same_year,
        one.corrects or other.corrects as corrects,
        one.figures_fingerprint = other.figures_fingerprint as same_figures,
        -- Without a fingerprint of a text the similarity is unknown.
        len(list_filter(
            range({{ parts }}),
            lambda part: substr(one.text_fingerprint, part * {{ digits }} + 1, {{ digits }})
            = substr(other.text_fingerprint, part * {{ digits }} + 1, {{ digits }})
        )) / {{ parts }}
        + case when one.text_fingerprint is null or other.text_fingerprint is null then null else 0 end
            as text_similarity
    from pair
    inner join report as one on pair.report_key = one.report_key
    inner join report as other on pair.other_report_key = other.report_key

),

judged as (

    select
        *,
        case
            when same_body and same_year and corrects
                and (same_agency_and_scope or same_figures
                    or text_similarity >= {{ var('same_text_from') }})
                then 'corrected_version'
            when same_body and same_year and same_figures then 'repost'
            when same_body and same_year and text_similarity >= {{ var('same_text_from') }}
                then case when same_figures is null then 'repost' else 'differing_version' end
            when same_body and not same_year and same_figures then 'reused_figures'
            when not same_body and same_figures then 'clone'
            when
                not same_body and same_figures is null
                and text_similarity >= {{ var('copied_text_from') }}
                then 'clone'
        end as kind
    from compared

)

select
    report_key,
    other_report_key,
    kind,
    coalesce(same_figures, false) as same_figures,
    cast(text_similarity as decimal(5, 4)) as text_similarity
from judged
where kind is not null
