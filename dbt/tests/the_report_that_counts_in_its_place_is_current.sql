-- Whoever follows current_report_key arrives at figures.
select r.report_key, r.current_report_key
from {{ ref('dim_report') }} as r
anti join {{ ref('dim_report') }} as current_report
    on r.current_report_key = current_report.report_key and current_report.is_current
