with report as (

    select agency_key, count(*) as reports, min(year) as first_year, max(year) as last_year
    from {{ source('staging', 'report') }}
    group by agency_key

)

select
    agency.agency_key,
    agency.name,
    agency.name_en,
    agency.level,
    agency.kind,
    agency.function,
    agency.field,
    agency.functions,
    agency.division_code,
    agency.province_code,
    agency.province,
    agency.prefecture_code,
    agency.prefecture,
    agency.county_code,
    agency.county,
    agency.parent_agency_key,
    parent.name as parent_agency_name,
    agency.is_resolved,
    agency.valid_from,
    agency.valid_to,
    agency.predecessor_keys,
    agency.successor_keys,
    agency.former_names,
    coalesce(report.reports, 0) as reports,
    report.first_year,
    report.last_year
from {{ ref('int_agency') }} as agency
left join {{ ref('int_agency') }} as parent on agency.parent_agency_key = parent.agency_key
left join report on agency.agency_key = report.agency_key
order by agency.agency_key
