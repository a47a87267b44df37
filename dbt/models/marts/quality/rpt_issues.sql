with found as (

    select
        r.path, i.ordinal, i.report_key, false as is_quarantined, i.severity, i.code, i.message,
        i.locator, i.quote
    from {{ source('staging', 'issue') }} as i
    inner join {{ source('staging', 'report') }} as r using (report_key)

    union all

    select
        q.path, 0 as ordinal, null as report_key, true as is_quarantined, null as severity, q.code,
        q.reason as message, null as locator, null as quote
    from {{ source('staging', 'quarantine') }} as q

)

select
    found.path,
    found.ordinal,
    found.report_key,
    found.is_quarantined,
    coalesce(found.severity, vocabulary.severity, 'error') as severity,
    found.code,
    vocabulary.meaning,
    found.message,
    vocabulary.what_to_do,
    found.locator,
    found.quote
from found
left join {{ source('staging', 'issue_code') }} as vocabulary using (code)
order by found.path, found.ordinal
