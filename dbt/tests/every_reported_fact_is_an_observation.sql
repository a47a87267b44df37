-- A reported fact says exactly what one observation of its report says, figure, words and place;
-- a corrected one keeps the figure beside its own.
select f.*
from {{ ref('fact_metric') }} as f
anti join {{ source('staging', 'observation') }} as o
    on
        f.report_key = o.report_key
        and f.metric_key = o.metric
        and f.applicant_key = o.applicant
        and f.value_locator = o.value_locator
        and case when list_contains(string_split(f.flags, ' '), 'corrected')
            then f.corrected_from is not distinct from o.value
            else f.value is not distinct from o.value and f.kind = o.kind
        end
        and f.raw_text = o.raw
        and f.locator = o.locator
        and f.quote = o.quote
where f.derivation = 'reported'
