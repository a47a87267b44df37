select
    f.function as function_key,
    f.field,
    f.kind,
    f.name_zh,
    f.name_en,
    f.valid_from,
    f.valid_to,
    (
        select string_agg(l.predecessor, ' ' order by l.predecessor)
        from {{ source('staging', 'function_link') }} as l
        where l.successor = f.function
    ) as predecessor_keys,
    (
        select string_agg(l.successor, ' ' order by l.successor)
        from {{ source('staging', 'function_link') }} as l
        where l.predecessor = f.function
    ) as successor_keys
from {{ source('staging', 'function') }} as f
order by f.function
