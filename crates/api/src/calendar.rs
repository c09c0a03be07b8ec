//! Working days (工作日): weekdays without public holidays, with make-up workdays, from a table per year that cites the
//! notice of the State Council (requirements G07, G08). Days are days of the business zone, `YYYY-MM-DD`.
