select
    d.kind,
    d.report_key,
    d.other_report_key,
    one.agency_key,
    other.agency_key as other_agency_key,
    one.year as year_key,
    other.year as other_year_key,
    d.same_figures,
    d.text_similarity,
    one.correction_note,
    other.correction_note as other_correction_note,
    one.path,
    other.path as other_path
from {{ ref('int_duplicate') }} as d
inner join {{ source('staging', 'report') }} as one on d.report_key = one.report_key
inner join {{ source('staging', 'report') }} as other on d.other_report_key = other.report_key
order by d.kind, d.report_key, d.other_report_key
