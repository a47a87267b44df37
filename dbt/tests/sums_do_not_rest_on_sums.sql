-- A part of a sum is printed by the form; sums of sums would be made before their parts exist.
select whole.metric, whole.form, whole.part
from {{ source('staging', 'derived_part') }} as whole
semi join {{ source('staging', 'derived_part') }} as part
    on whole.part = part.metric and whole.form = part.form
