"""What is known: records, fit, vault. Never imports Streamlit, Altair, Starlette or HTML."""
