"""What nearly all systems call by the same names: used where a family's own names are not known."""

BREADCRUMBS = (".breadcrumb a", ".breadcrumbs a", ".breadcrum a", ".crumb a", "nav[aria-label=breadcrumb] a")
"""The rubric stands in the breadcrumb, after "Trang chủ"."""
TAGS = (".tags a", ".tag a", ".keywords a", ".tag-list a")
