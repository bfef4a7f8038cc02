// The choices of the last visit, before anything is drawn. Without a choice the system's holds.
try {
    const { theme, language } = JSON.parse(localStorage.getItem('zhiyu.choices') ?? '{}')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
    if (language === 'en') document.documentElement.lang = 'en'
} catch {
    // A browser that keeps nothing shows the defaults.
}
