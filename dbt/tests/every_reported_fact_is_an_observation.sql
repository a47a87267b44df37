-- A reported fact says exactly what one observation of its report says, figure, words and place;
-- a corrected one keeps the figure beside its own. The two are joined by plain equalities first: a
-- condition with a choice in it would compare every fact with every observation. Asked of the facts
-- that this build made; of all of them the gate of the marts asks it (figure, words and place).
with fact as (

    select
        *,
        list_contains(string_split(flags, ' '), 'corrected') as is_corrected
    from {{ ref('fact_metric') }}
    semi join {{ ref('int_touched_report') }} using (report_key)
    where derivation = 'reported'

),

told as (

    select f.report_key, f.metric_key, f.applicant_key
    from fact as f
    inner join {{ ref('int_touched_observation') }} as o
        on
            f.report_key = o.report_key
            and f.metric_key = o.metric
            and f.applicant_key = o.applicant
            and f.value_locator = o.value_locator
    where
        case when f.is_corrected
            then f.corrected_from is not distinct from o.value
            else f.value is not distinct from o.value and f.kind = o.kind
        end
        and f.raw_text = o.raw
        and f.locator = o.locator
        and f.quote = o.quote

)

select fact.*
from fact
anti join told
    on
        fact.report_key = told.report_key
        and fact.metric_key = told.metric_key
        and fact.applicant_key = told.applicant_key
