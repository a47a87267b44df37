-- Flags are words of the vocabulary (staging.flag), so that every reservation is explained.
with flagged as (

    select distinct flags from {{ ref('fact_metric') }}
    union
    select distinct flags from {{ ref('fact_local_indicator') }}

),

flag as (

    select distinct unnest(string_split(flags, ' ')) as flag
    from flagged
    where flags <> ''

)

select flag.flag
from flag
anti join {{ source('staging', 'flag') }} as known on flag.flag = known.flag
