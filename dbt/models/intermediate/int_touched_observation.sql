-- What is read again by the models that make rows anew.
select *
from {{ source('staging', 'observation') }}
semi join {{ ref('int_touched_report') }} using (report_key)
