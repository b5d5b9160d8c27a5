@echo off
rem Builds the data and opens JupyterLab on the overview. Only ASCII here: see cai_dat.bat.
setlocal DisableDelayedExpansion
chcp 65001 >nul 2>&1
set "PYTHONUTF8=1"
pushd "%~dp0.."
if errorlevel 1 goto notready
if not exist ".venv\Scripts\python.exe" goto notready

".venv\Scripts\python.exe" -m cchc_analysis.cli build
rem 1: the figures hold errors, which the build has named; the data are there all the same.
if errorlevel 2 goto failed
".venv\Scripts\python.exe" -m cchc_analysis.cli lab
if errorlevel 1 goto failed
set "RESULT=0"
goto done

:notready
echo.
echo   Chua cai dat: hay bam dup tep cai_dat.bat truoc. (Run cai_dat.bat first.)
set "RESULT=2"
goto wait

:failed
type "windows\co_loi.txt"
set "RESULT=2"

:wait
if not defined CCHC_NO_PAUSE pause

:done
popd
exit /b %RESULT%
