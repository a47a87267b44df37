{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

select
    c.report_key,
    c.identity,
    i.per,
    c.instance,
    c.left_value as "left",
    c.right_value as "right",
    c.gap,
    i.op,
    i.strength,
    c.status,
    c.missing_operands,
    i.left_expression,
    i.right_expression,
    i.note
from {{ ref('int_identity_check') }} as c
semi join {{ ref('int_touched_report') }} as t on c.report_key = t.report_key
inner join {{ source('staging', 'identity') }} as i using (identity)
order by c.report_key, c.identity, c.instance
