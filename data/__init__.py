"""Data: records, fit, vault. It never imports Streamlit, Altair, Starlette or HTML."""
