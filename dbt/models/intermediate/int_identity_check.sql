-- Every identity evaluated on every report that states at least one of its operands.
-- A side with an unknown operand is unknown. Where the identity says that blanks count as nothing,
-- a side is known as soon as one of its operands is; a side with none never becomes a zero.
{{ config(materialized='incremental', incremental_strategy='of_touched_reports') }}

with identity as (

    select
        i.identity,
        i.op,
        i.blanks_count_as_nothing,
        count(*) filter (where t.side = 'left') as left_terms,
        count(*) filter (where t.side = 'right') as right_terms,
        list(t.name order by t.term) as names
    from {{ source('staging', 'identity') }} as i
    inner join {{ ref('int_identity_term') }} as t using (identity)
    group by all

),

evaluated as (

    select
        identity,
        report_key,
        instance,
        count(value) filter (where side = 'left') as left_known,
        count(value) filter (where side = 'right') as right_known,
        sum(sign * value) filter (where side = 'left') as left_sum,
        sum(sign * value) filter (where side = 'right') as right_sum,
        -- One bit for each operand that has a figure; a list for each check would be costly.
        coalesce(bit_or(case when value is not null then 1::bigint << term end), 0) as known
    from {{ ref('int_identity_operand') }}
    group by identity, report_key, instance

),

sides as (

    select
        e.identity,
        e.report_key,
        e.instance,
        i.op,
        case when e.left_known = i.left_terms or i.blanks_count_as_nothing
            then cast(e.left_sum as decimal(18, 6))
        end as left_value,
        case when e.right_known = i.right_terms or i.blanks_count_as_nothing
            then cast(e.right_sum as decimal(18, 6))
        end as right_value,
        case when e.left_known + e.right_known < i.left_terms + i.right_terms
            then array_to_string(
                list_filter(i.names, lambda name, place: (e.known >> (place - 1)) & 1 = 0), ', '
            )
            else ''
        end as missing_operands
    from evaluated as e
    inner join identity as i using (identity)

)

select
    report_key,
    identity,
    instance,
    left_value,
    right_value,
    left_value - right_value as gap,
    case
        when left_value is null or right_value is null then 'unknown'
        when op = '=' and left_value = right_value then 'pass'
        when op = '<=' and left_value <= right_value then 'pass'
        else 'fail'
    end as status,
    missing_operands
from sides
