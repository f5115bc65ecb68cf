const token = location.hash.slice(1);
if (token) {
  history.replaceState(null, "", location.pathname);
  document.querySelector("[name=token]").value = token;
  document.body.classList.add("given");
}
