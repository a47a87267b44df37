select
    applicant as applicant_key,
    label as name_zh,
    name_en,
    grouping as group_zh,
    position
from {{ source('staging', 'applicant') }}
order by position
