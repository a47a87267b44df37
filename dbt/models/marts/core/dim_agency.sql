with agency as (

    -- Every report brings its own chain of bodies; the same body stands there many times.
    select distinct
        agency_key, name, name_en, level, kind, function, division_code,
        province, prefecture, county, parent_agency_key, is_resolved
    from {{ source('staging', 'agency') }}

)

select
    agency.agency_key,
    agency.name,
    agency.name_en,
    agency.level,
    agency.kind,
    agency.function,
    agency.division_code,
    agency.province,
    agency.prefecture,
    agency.county,
    agency.parent_agency_key,
    parent.name as parent_agency_name,
    agency.is_resolved
from agency
left join agency as parent on agency.parent_agency_key = parent.agency_key
order by agency.agency_key
