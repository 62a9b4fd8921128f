"""The ODK XForms expression language in JavaRosa's dialect: dates are whole days."""
