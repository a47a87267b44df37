-- Every observation of a current report is a fact, a local indicator, a conflict or an agreement,
-- and only one of them.
with printed as (

    select report_key, count(*) as observations
    from {{ source('staging', 'observation') }}
    semi join (select report_key from {{ ref('int_current_report') }} where is_current)
        using (report_key)
    group by report_key

),

kept as (

    select report_key, count(*) as rows_kept
    from (
        select report_key from {{ ref('fact_metric') }} where derivation = 'reported'
        union all
        select report_key from {{ ref('fact_local_indicator') }}
        union all
        select report_key from {{ ref('rpt_conflicts') }} where other_source <> 'sum_of_parts'
        union all
        select report_key from {{ ref('rpt_agreements') }}
    )
    group by report_key

)

select report_key, observations, rows_kept
from printed
full join kept using (report_key)
where observations is distinct from rows_kept
