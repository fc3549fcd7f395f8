"""The same formats as everywhere: they stand in services, where packs and charts use them too."""

from pmo_desktop.services.formats import (
    MINUS as MINUS,
    NO_VALUE as NO_VALUE,
    best_scale as best_scale,
    exact_money as exact_money,
    money_unit as money_unit,
    read_date as read_date,
    read_money as read_money,
    read_number as read_number,
    show_change as show_change,
    show_date as show_date,
    show_moment as show_moment,
    show_money as show_money,
    show_number as show_number,
    show_percent as show_percent,
    show_short_date as show_short_date,
    show_time as show_time,
    use_locale as use_locale,
)
