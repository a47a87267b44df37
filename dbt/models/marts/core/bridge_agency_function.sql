select
    a.agency_key,
    named.function_key,
    f.field,
    cast(named.position as integer) as position
from (
    select
        agency_key,
        unnest(string_split(functions, ' ')) as function_key,
        generate_subscripts(string_split(functions, ' '), 1) as position
    from {{ ref('int_agency') }}
    where functions is not null
) as named
inner join {{ ref('int_agency') }} as a on named.agency_key = a.agency_key
inner join {{ source('staging', 'function') }} as f on named.function_key = f.function
order by a.agency_key, position
