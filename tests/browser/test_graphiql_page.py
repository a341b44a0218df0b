"""GraphiQL from our own files."""


def test_it_runs_a_query_and_a_subscription_from_our_own_files(page, live_server):
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_server}/graphql")
    result = page.locator(".result-window")
    run = page.get_by_role("button", name="Execute query")
    run.click()
    result.get_by_text('"document"').wait_for()
    page.locator(".graphiql-tab-button").nth(1).click()
    page.locator(".graphiql-query-editor").get_by_text("subscription").wait_for()
    page.wait_for_timeout(500)  # the editor reads a new tab with a delay
    run.click()
    result.get_by_text('"ANSWERED"').wait_for()
    assert [url for url in asked if not url.startswith(live_server)] == []
    assert errors == []
