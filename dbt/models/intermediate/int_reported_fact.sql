-- The figure that each current report itself states for a metric and applicant, of the reports that
-- this load touches. A blank stays
-- blank: nothing fills it, neither prose nor arithmetic. Only a person's correction changes a
-- figure, and the read one stays beside it.
select
    o.report_key,
    r.agency_key,
    r.year,
    r.scope,
    r.form,
    o.metric,
    o.applicant,
    coalesce(c.corrected, o.value) as value,
    case when c.line is null then o.kind else 'number' end as kind,
    o.unit,
    o.source,
    o.raw,
    o.locator,
    o.value_locator,
    o.quote,
    o.line,
    concat_ws(' ', nullif(o.flags, ''), case when c.line is not null then 'corrected' end) as flags,
    case when c.line is not null then o.value end as corrected_from
from {{ ref('int_touched_observation') }} as o
inner join {{ ref('int_current_report') }} as r
    on o.report_key = r.report_key and r.is_current
left join {{ ref('int_correction') }} as c
    on
        o.report_key = c.report_key
        and o.metric = c.metric
        and o.applicant = c.applicant
        and c.status = 'applied'
anti join {{ ref('int_other_observation') }} as other
    on o.observation_key = other.observation_key
where o.metric is not null
