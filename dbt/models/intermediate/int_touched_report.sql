-- The reports whose rows this load makes anew: all those of a body for which anything differs from
-- what the marts were last built from (staging.mart_state). All, because what is said of a figure may
-- follow from the body's other reports, those for other years and those that have gone among them,
-- but never from another body's. An incremental model drops the rows of these reports and makes
-- them again; where nothing was built yet, or not to its end, these are all reports.
{{ config(materialized='table') }}

with differing as (

    (
        select agency_key, report_key, state from {{ ref('int_mart_state') }}
        except
        select agency_key, report_key, state from {{ source('staging', 'mart_state') }}
    )

    union all

    (
        select agency_key, report_key, state from {{ source('staging', 'mart_state') }}
        except
        select agency_key, report_key, state from {{ ref('int_mart_state') }}
    )

),

report as (

    select agency_key, report_key from {{ ref('int_mart_state') }}

    union

    select agency_key, report_key from {{ source('staging', 'mart_state') }}

)

select distinct report.report_key
from report
semi join differing on report.agency_key = differing.agency_key
where report.report_key <> ''
