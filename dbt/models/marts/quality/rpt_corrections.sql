select
    c.file,
    c.line,
    c.status,
    c.report_key,
    r.agency_key,
    r.year as year_key,
    r.scope,
    c.metric as metric_key,
    c.applicant as applicant_key,
    c.expected as expected_value,
    c.found_value,
    c.corrected as corrected_value,
    c.unit,
    c.reason,
    c.who as corrected_by,
    c.corrected_on,
    c.corrects,
    c.raw as raw_text,
    c.locator,
    c.quote
from {{ ref('int_correction') }} as c
left join {{ ref('int_current_report') }} as r on c.report_key = r.report_key
order by c.line, c.report_key
