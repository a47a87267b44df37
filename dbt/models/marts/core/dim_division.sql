-- One row a division under its latest name.
with latest as (

    select
        division,
        arg_max(name, coalesce(valid_to, 9999)) as name,
        arg_max(name_en, coalesce(valid_to, 9999)) as name_en,
        any_value(code) as code,
        any_value(level) as level,
        any_value(parent) as parent,
        nullif(min(coalesce(valid_from, 0)), 0) as valid_from,
        nullif(max(coalesce(valid_to, 9999)), 9999) as valid_to,
        list(name order by valid_to nulls last) as names
    from {{ source('staging', 'division') }}
    group by division

)

select
    d.division as division_key,
    d.code as division_code,
    d.name,
    d.name_en,
    d.level,
    d.parent as parent_division_key,
    coalesce(upper.name, above.name, d.name) as province,
    case
        when d.level = 'prefecture' then d.name
        when above.level = 'prefecture' then above.name
    end as prefecture,
    d.valid_from,
    d.valid_to,
    nullif(
        array_to_string(
            list_filter(list_distinct(d.names), lambda former: former <> d.name), '、'
        ), ''
    ) as former_names,
    d.division || '-government' as agency_key
from latest as d
left join latest as above on d.parent = above.division
left join latest as upper on above.parent = upper.division
order by d.division
