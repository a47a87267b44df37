with recursive above as (

    select agency_key as ancestor_agency_key, agency_key, 0 as depth
    from {{ ref('int_agency') }}

    union all

    select parent.agency_key as ancestor_agency_key, above.agency_key, above.depth + 1 as depth
    from above
    inner join {{ ref('int_agency') }} as step on above.ancestor_agency_key = step.agency_key
    inner join {{ ref('int_agency') }} as parent on step.parent_agency_key = parent.agency_key
    where above.depth < 20

)

select ancestor_agency_key, agency_key, depth
from above
order by ancestor_agency_key, depth, agency_key
