-- Each body once: every report brings its own chain of bodies, the same ones many times.
-- speaks_for_key: a general office that gives its government's report speaks for the government.
{{ config(materialized='table') }}

select distinct
    agency_key,
    name,
    name_en,
    level,
    kind,
    function,
    functions,
    field,
    division_code,
    province_code,
    prefecture_code,
    county_code,
    province,
    prefecture,
    county,
    parent_agency_key,
    is_resolved,
    valid_from,
    valid_to,
    predecessor_keys,
    successor_keys,
    former_names,
    case
        when
            list_contains({{ var('functions_that_speak_for_the_body_above') }}, function)
            then coalesce(parent_agency_key, agency_key)
        else agency_key
    end as speaks_for_key
from {{ source('staging', 'agency') }}
