-- Each body knows those before and after it, loaded or not, so the way goes on over bodies that
-- never reported. Both ends are bodies of dim_agency.
with recursive link as (

    select unnest(string_split(predecessor_keys, ' ')) as predecessor, agency_key as successor
    from {{ ref('int_agency') }}
    where predecessor_keys is not null

    union

    select agency_key as predecessor, unnest(string_split(successor_keys, ' ')) as successor
    from {{ ref('int_agency') }}
    where successor_keys is not null

),

line as (

    select agency_key as predecessor, agency_key as successor, 0 as steps
    from {{ ref('int_agency') }}

    union

    select line.predecessor, link.successor, line.steps + 1 as steps
    from line
    inner join link on line.successor = link.predecessor
    where line.steps < 10

)

select
    line.predecessor as predecessor_key,
    line.successor as successor_key,
    cast(min(line.steps) as integer) as steps
from line
semi join {{ ref('int_agency') }} as known on line.successor = known.agency_key
group by line.predecessor, line.successor
order by predecessor_key, steps, successor_key
