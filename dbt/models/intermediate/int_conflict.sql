-- Of the reports that this load touches: what another place of a report says differently from the fact that was taken: another
-- observation, or the sum of the metric's own parts.
select
    o.report_key,
    o.metric,
    o.applicant,
    o.ordinal,
    o.taken_value,
    o.taken_kind,
    o.taken_source,
    o.taken_raw,
    o.taken_locator,
    o.taken_quote,
    o.other_value,
    o.other_kind,
    o.other_source,
    o.other_raw,
    o.other_locator,
    o.other_quote,
    o.reason
from {{ ref('int_other_observation') }} as o
semi join {{ ref('int_current_report') }} as r
    on o.report_key = r.report_key and r.is_current
semi join {{ ref('int_touched_report') }} as t on o.report_key = t.report_key
where o.reason is not null

union all

select
    s.report_key,
    s.metric,
    s.applicant,
    0 as ordinal,
    f.value as taken_value,
    f.kind as taken_kind,
    f.source as taken_source,
    f.raw as taken_raw,
    f.locator as taken_locator,
    f.quote as taken_quote,
    s.value as other_value,
    s.kind as other_kind,
    'sum_of_parts' as other_source,
    s.raw as other_raw,
    null as other_locator,
    null as other_quote,
    'sum_of_parts_differs' as reason
from {{ ref('int_summed_fact') }} as s
inner join {{ ref('int_reported_fact') }} as f
    on s.report_key = f.report_key and s.metric = f.metric and s.applicant = f.applicant
where not s.is_taken and s.value is not null and s.value is distinct from f.value
