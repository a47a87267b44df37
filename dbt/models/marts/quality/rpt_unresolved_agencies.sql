-- The first columns are those of the alias file, to be completed and copied there.
select
    r.agency_name as printed_name,
    case when r.agency_grade <> 'unresolved' then r.agency_key end as agency_key,
    case
        when r.agency_grade <> 'unresolved' then min(r.division_code)
        else nullif(regexp_extract(r.agency_key, '@(.+)$', 1), '')
    end as division,
    r.agency_grade,
    r.agency_key as loaded_as,
    any_value(a.name) as loaded_name,
    arg_min(r.agency_evidence, r.path) as evidence,
    count(*) as reports,
    min(r.year) as first_year,
    max(r.year) as last_year,
    array_to_string(list(r.path order by r.path)[1:3], ' | ') as example_paths,
    arg_min(r.agency_candidates, r.path) as candidates
from {{ source('staging', 'report') }} as r
inner join {{ ref('int_agency') }} as a on r.agency_key = a.agency_key
where r.agency_grade <> 'sure'
group by r.agency_name, r.agency_grade, r.agency_key
order by r.agency_grade desc, reports desc, r.agency_name, r.agency_key
