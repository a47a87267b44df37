-- The figure that each current report itself states for a metric and applicant. A blank stays
-- blank: nothing fills it, neither prose nor arithmetic.
select
    o.report_key,
    r.agency_key,
    r.year,
    r.scope,
    r.form,
    o.metric,
    o.applicant,
    o.value,
    o.kind,
    o.unit,
    o.source,
    o.raw,
    o.locator,
    o.value_locator,
    o.quote,
    o.line,
    o.flags
from {{ source('staging', 'observation') }} as o
inner join {{ ref('int_current_report') }} as r
    on o.report_key = r.report_key and r.is_current
anti join {{ ref('int_other_observation') }} as other
    on o.observation_key = other.observation_key
where o.metric is not null
