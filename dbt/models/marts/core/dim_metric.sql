select
    metric as metric_key,
    name_zh,
    name_en,
    topic,
    unit,
    kind,
    parent as parent_metric_key,
    in_narrative,
    in_form_2014,
    in_form_2019,
    in_form_2021,
    comparability_note
from {{ source('staging', 'metric') }}
order by metric
